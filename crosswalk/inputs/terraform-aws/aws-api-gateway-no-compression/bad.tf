resource "aws_api_gateway_rest_api" "api_gateway_no_compression_bad" {
  name = "records"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  lifecycle {
    create_before_destroy = true
  }
}
