import { startServer } from './template'

// One server for a whole test run: tells where it is, and goes when the runner goes.
const { server, stop } = await startServer()
process.stdout.write(`${JSON.stringify(server)}\n`)
process.stdin.resume()
process.stdin.once('end', () => stop().then(() => process.exit(0)))
