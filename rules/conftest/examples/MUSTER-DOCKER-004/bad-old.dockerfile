FROM debian:13.1
ENV DB_PASSWORD obviously-fake
