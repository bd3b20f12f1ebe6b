FROM debian:13.1
RUN echo "deb [trusted=yes] http://packages.test stable main" > /etc/apt/sources.list.d/a.list
