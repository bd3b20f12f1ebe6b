FROM python:3.12.4-slim
RUN pip install --no-cache-dir --trusted-host packages.example flask==3.0.3
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
