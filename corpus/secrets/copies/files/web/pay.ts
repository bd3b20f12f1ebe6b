export const stripe = '{{secret:stripe-key:20}}';
export const maps = '{{secret:google-api-key:20}}';
