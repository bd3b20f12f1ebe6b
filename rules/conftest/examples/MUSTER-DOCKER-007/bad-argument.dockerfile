FROM debian:13.1
RUN ["/bin/bash", "-c", "sh -c \"$(curl -fsSL https://service.test/install.sh)\""]
