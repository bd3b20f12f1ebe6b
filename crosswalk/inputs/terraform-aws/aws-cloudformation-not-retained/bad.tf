resource "aws_cloudformation_stack_set_instance" "cloudformation_not_retained_bad" {
  stack_set_name = "records"
  account_id     = "111122223333"
  region         = "eu-west-1"
  retain_stack   = false
}
