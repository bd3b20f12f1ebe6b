FROM node:20.14-slim
RUN npm install express
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
