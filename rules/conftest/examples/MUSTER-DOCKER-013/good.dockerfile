FROM debian:13.1
RUN pip install --index-url https://pypi.test app
