resource "aws_iam_account_alias" "iam_no_access_analyzer_bad" {
  account_alias = "example"
}
