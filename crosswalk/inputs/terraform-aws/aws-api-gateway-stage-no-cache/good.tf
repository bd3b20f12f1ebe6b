resource "aws_api_gateway_rest_api" "api_gateway_stage_no_cache_good" {
  name = "records"
}

resource "aws_api_gateway_stage" "api_gateway_stage_no_cache_good" {
  stage_name            = "live"
  rest_api_id           = aws_api_gateway_rest_api.api_gateway_stage_no_cache_good.id
  deployment_id         = aws_api_gateway_deployment.api_gateway_stage_no_cache_good.id
  client_certificate_id = "abc123"
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
  xray_tracing_enabled  = true

  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:api"
    format          = "$context.requestId"
  }
}

resource "aws_api_gateway_method_settings" "api_gateway_stage_no_cache_good" {
  rest_api_id = aws_api_gateway_rest_api.api_gateway_stage_no_cache_good.id
  stage_name  = aws_api_gateway_stage.api_gateway_stage_no_cache_good.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled      = true
    logging_level        = "INFO"
    data_trace_enabled   = false
    caching_enabled      = true
    cache_data_encrypted = true
  }
}
