import { exec } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Request, Response } from "express";

export function ping(req: Request, res: Response): void {
  const host: string = req.query.host as string;
  // ruleid: javascript-command-injection
  exec(`ping -c 1 ${host}`, () => res.end());
}

export async function POST(request: Request): Promise<Response> {
  const body = await request.json();
  // ruleid: javascript-server-side-request-forgery
  const answer = await fetch(body.url);
  // ruleid: javascript-path-traversal
  const text = await readFile(body.path, "utf8");
  // ok: javascript-path-traversal
  const fixed = await readFile("/srv/files/fixed.txt", "utf8");
  return Response.json({ text, fixed, status: answer.status });
}

export class Runner {
  private readonly name: string = "weekly";

  run(@Body() command: string): unknown {
    // ok: javascript-code-injection
    return eval("1 + 1");
  }
}
