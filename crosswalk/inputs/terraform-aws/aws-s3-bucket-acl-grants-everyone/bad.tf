resource "aws_s3_bucket" "s3_bucket_acl_grants_everyone_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_grants_everyone_bad" {
  bucket = aws_s3_bucket.s3_bucket_acl_grants_everyone_bad.id

  access_control_policy {
    grant {
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
      permission = "FULL_CONTROL"
    }
    owner {
      id = "example"
    }
  }
}
