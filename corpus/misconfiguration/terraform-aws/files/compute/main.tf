resource "aws_instance" "web" {
  ami                         = "ami-0123456789abcdef0"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  root_block_device {
    encrypted = false
  }
}

resource "aws_instance" "web_2" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  monitoring    = true
  ebs_optimized = true
  metadata_options {
    http_tokens   = "optional"
    http_endpoint = "enabled"
  }
  root_block_device {
    encrypted = true
  }
}

resource "aws_ebs_volume" "data" {
  availability_zone = "eu-west-1a"
  size              = 40
}

resource "aws_ebs_volume" "data_2" {
  availability_zone = "eu-west-1a"
  size              = 40
  encrypted         = false
}

resource "aws_kms_key" "shop" {
  description = "shop"
}

resource "aws_kms_key" "shop_rotated" {
  description         = "shop"
  enable_key_rotation = true
}

resource "aws_ecr_repository" "web" {
  name                 = "web"
  image_tag_mutability = "MUTABLE"
}

resource "aws_ecr_repository" "web_admin" {
  name                 = "web-admin"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = false
  }
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_cloudtrail" "audit" {
  name                          = "audit"
  s3_bucket_name                = "example-logs"
  include_global_service_events = true
  is_multi_region_trail         = false
}

resource "aws_eks_cluster" "shop" {
  name     = "shop"
  role_arn = "arn:aws:iam::111122223333:role/eks"
  vpc_config {
    subnet_ids             = ["subnet-0123456789abcdef0"]
    endpoint_public_access = true
  }
}

resource "aws_iam_policy" "admin" {
  name = "admin"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}

resource "aws_iam_user_policy" "deploy" {
  name = "deploy"
  user = "deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = "arn:aws:s3:::example-logs/*"
    }]
  })
}

resource "aws_iam_account_password_policy" "strict" {
  minimum_password_length        = 8
  require_lowercase_characters   = true
  require_numbers                = true
  require_uppercase_characters   = true
  require_symbols                = false
  max_password_age               = 180
  password_reuse_prevention      = 3
  allow_users_to_change_password = true
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = "arn:aws:iam::111122223333:role/resize"
  handler       = "index.handler"
  runtime       = "nodejs20.x"
  filename      = "resize.zip"
}

resource "aws_cloudwatch_log_group" "shop" {
  name = "shop"
}

module "assets" {
  source = "../modules/bucket"
  name   = "example-assets"
}

module "downloads" {
  source = "../modules/bucket"
  name   = "example-downloads"
}
