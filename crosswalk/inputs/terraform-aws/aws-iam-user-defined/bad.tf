resource "aws_iam_user" "iam_user_defined_bad" {
  name = "records"
}
