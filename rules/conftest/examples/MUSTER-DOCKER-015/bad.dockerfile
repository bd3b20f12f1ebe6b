FROM debian:13.1
RUN git config --global http.sslVerify false
