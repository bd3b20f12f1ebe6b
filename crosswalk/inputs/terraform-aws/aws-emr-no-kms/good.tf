resource "aws_emr_security_configuration" "emr_no_kms_good" {
  name = "records"

  configuration = <<EOF
{
  "EncryptionConfiguration": {
    "EnableInTransitEncryption": true,
    "EnableAtRestEncryption": true,
    "AtRestEncryptionConfiguration": {
      "LocalDiskEncryptionConfiguration": {
        "EncryptionKeyProviderType": "AwsKms",
        "EnableEbsEncryption": true,
        "AwsKmsKey": "arn:aws:kms:eu-west-1:111122223333:key/example"
      },
      "S3EncryptionConfiguration": {
        "EncryptionMode": "SSE-KMS",
        "AwsKmsKey": "arn:aws:kms:eu-west-1:111122223333:key/example"
      }
    }
  }
}
EOF
}
