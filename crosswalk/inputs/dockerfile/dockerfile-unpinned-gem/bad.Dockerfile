FROM ruby:3.3.3-slim
RUN gem install sinatra
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["sleep", "60"]
