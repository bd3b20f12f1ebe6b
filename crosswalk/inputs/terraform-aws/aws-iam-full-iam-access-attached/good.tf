resource "aws_iam_role_policy_attachment" "iam_full_iam_access_attached_good" {
  role       = "records"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
