resource "aws_iam_user" "iam_policy_on_user_bad" {
  name = "ada"
}

resource "aws_iam_user_policy" "iam_policy_on_user_bad" {
  user   = aws_iam_user.iam_policy_on_user_bad.name
  policy = data.aws_iam_policy_document.iam_policy_on_user_bad.json
}

resource "aws_iam_user_policy_attachment" "iam_policy_on_user_bad" {
  user       = aws_iam_user.iam_policy_on_user_bad.name
  policy_arn = "arn:aws:iam::111122223333:policy/records"
}
