FROM debian:13.1
ENV NODE_TLS_REJECT_UNAUTHORIZED=1
RUN git config --global http.sslVerify true
