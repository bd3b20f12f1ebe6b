variable "prefix" {
  description = "What the bucket's name begins with."
  type        = string
}
