resource "aws_api_gateway_rest_api" "api_gateway_method_no_api_key_bad" {
  name = "records"
}

resource "aws_api_gateway_resource" "api_gateway_method_no_api_key_bad" {
  rest_api_id = aws_api_gateway_rest_api.api_gateway_method_no_api_key_bad.id
  parent_id   = aws_api_gateway_rest_api.api_gateway_method_no_api_key_bad.root_resource_id
  path_part   = "records"
}

resource "aws_api_gateway_method" "api_gateway_method_no_api_key_bad" {
  rest_api_id          = aws_api_gateway_rest_api.api_gateway_method_no_api_key_bad.id
  resource_id          = aws_api_gateway_resource.api_gateway_method_no_api_key_bad.id
  http_method          = "GET"
  authorization        = "AWS_IAM"
  api_key_required     = false
  request_validator_id = "ghi789"
}
