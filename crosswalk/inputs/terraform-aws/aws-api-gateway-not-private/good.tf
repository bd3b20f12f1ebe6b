resource "aws_api_gateway_rest_api" "api_gateway_not_private_good" {
  name                     = "records"
  minimum_compression_size = 1024

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  lifecycle {
    create_before_destroy = true
  }
}
