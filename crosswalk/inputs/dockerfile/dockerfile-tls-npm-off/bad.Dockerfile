FROM node:20.14-slim
RUN npm config set strict-ssl false
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
