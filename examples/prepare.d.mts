export const PLACE: string;
export const TARGET: string;
export const DATABASE: string;
export function makeDatabase(folder: string, advisories?: string): void;
export function prepare(): void;
