FROM golang:1.22.4
RUN go install tools.example/cmd/app@v1.2.3
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
