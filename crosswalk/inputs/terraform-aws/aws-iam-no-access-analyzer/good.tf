resource "aws_accessanalyzer_analyzer" "iam_no_access_analyzer_good" {
  analyzer_name = "account"
  type          = "ACCOUNT"
}
