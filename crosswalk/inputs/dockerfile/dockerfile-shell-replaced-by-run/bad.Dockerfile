FROM debian:12.5-slim
RUN ln -sfv /bin/bash /bin/sh
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
