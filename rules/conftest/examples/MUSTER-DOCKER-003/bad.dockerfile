FROM debian:13.1
CMD ["app"]
