FROM gcr.io/distroless/static:nonroot
COPY a /a
