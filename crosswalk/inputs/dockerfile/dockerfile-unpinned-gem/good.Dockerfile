FROM ruby:3.3.3-slim
RUN gem install sinatra:4.0.0
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
