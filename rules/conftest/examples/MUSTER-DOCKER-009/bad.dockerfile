FROM debian:13.1
RUN apt-get update && apt-get install -y --allow-unauthenticated curl
