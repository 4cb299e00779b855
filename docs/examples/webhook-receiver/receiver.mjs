// Takes webhooks: npm install standardwebhooks && node receiver.mjs PORT SECRET
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const [port, secret] = process.argv.slice(2);
const webhook = new Webhook(secret);
const seen = new Set(); // a table with a unique key, in real life

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8"); // as it came, not parsed and printed
  try {
    const event = webhook.verify(body, request.headers);
    if (!seen.has(request.headers["webhook-id"])) {
      seen.add(request.headers["webhook-id"]);
      console.log(event.type, event.data.session_id, event.data.result);
    }
    response.writeHead(204).end();
  } catch {
    response.writeHead(401).end();
  }
}).listen(port);
