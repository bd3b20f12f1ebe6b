FROM debian:13.1
RUN curl -fsSLo install.sh https://service.test/install.sh \
  && echo "aaaa  install.sh" | sha256sum -c && sh install.sh
RUN curl https://service.test/list | sort > /list; sh -c true
