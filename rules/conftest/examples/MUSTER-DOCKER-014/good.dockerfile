FROM debian:13.1
RUN npm config set strict-ssl true
