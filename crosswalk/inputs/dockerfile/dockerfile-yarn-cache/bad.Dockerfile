FROM node:20.14-slim
RUN yarn install --frozen-lockfile
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
