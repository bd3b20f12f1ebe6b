resource "aws_api_gateway_rest_api" "api_gateway_not_private_bad" {
  name                     = "records"
  minimum_compression_size = 1024

  endpoint_configuration {
    types = ["EDGE"]
  }

  lifecycle {
    create_before_destroy = true
  }
}
