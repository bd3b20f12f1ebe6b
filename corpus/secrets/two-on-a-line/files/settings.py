TOKENS = ["{{secret:gitlab-token:15}}", "{{secret:npm-token:15}}"]
PAYMENT = {"test": "{{secret:stripe-key:15}}", "live": "{{secret:stripe-key:16}}"}
