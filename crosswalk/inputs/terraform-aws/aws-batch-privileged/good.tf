resource "aws_batch_job_definition" "batch_privileged_good" {
  name = "records"
  type = "container"

  container_properties = <<EOF
{
  "image": "example/records:1.4.2",
  "command": ["import"],
  "privileged": false
}
EOF
}
