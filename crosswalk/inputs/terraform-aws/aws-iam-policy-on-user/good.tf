resource "aws_iam_user" "iam_policy_on_user_good" {
  name = "ada"
}

resource "aws_iam_group_policy" "iam_policy_on_user_good" {
  group  = "records"
  policy = data.aws_iam_policy_document.iam_policy_on_user_good.json
}

resource "aws_iam_group_policy_attachment" "iam_policy_on_user_good" {
  group      = "records"
  policy_arn = "arn:aws:iam::111122223333:policy/records"
}
