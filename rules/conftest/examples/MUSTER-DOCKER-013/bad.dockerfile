FROM debian:13.1
RUN pip install --trusted-host pypi.test app
