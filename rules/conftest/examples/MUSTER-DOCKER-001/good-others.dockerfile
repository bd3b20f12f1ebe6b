ARG BASE=debian
FROM golang@sha256:aaaa AS build
FROM ${BASE}
FROM build
FROM scratch
FROM registry.test:5000/app:1.2
