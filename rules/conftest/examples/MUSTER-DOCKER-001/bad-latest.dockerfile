FROM registry.test:5000/team/app:latest AS build
