FROM node:20.14-slim
RUN yarn install --frozen-lockfile && yarn cache clean
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
