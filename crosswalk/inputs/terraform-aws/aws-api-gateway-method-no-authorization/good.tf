resource "aws_api_gateway_rest_api" "api_gateway_method_no_authorization_good" {
  name = "records"
}

resource "aws_api_gateway_resource" "api_gateway_method_no_authorization_good" {
  rest_api_id = aws_api_gateway_rest_api.api_gateway_method_no_authorization_good.id
  parent_id   = aws_api_gateway_rest_api.api_gateway_method_no_authorization_good.root_resource_id
  path_part   = "records"
}

resource "aws_api_gateway_method" "api_gateway_method_no_authorization_good" {
  rest_api_id          = aws_api_gateway_rest_api.api_gateway_method_no_authorization_good.id
  resource_id          = aws_api_gateway_resource.api_gateway_method_no_authorization_good.id
  http_method          = "GET"
  authorization        = "AWS_IAM"
  request_validator_id = "ghi789"
}
