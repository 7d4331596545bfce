import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A page as it went over the wire: its head, and its bytes compressed and not. */
export type Sent = Readonly<{ path: string; headers: Readonly<Record<string, string>>; raw: Buffer; gzip: Buffer }>

export const hasNginx = (): boolean => spawnSync('nginx', ['-v']).status === 0

/** Set by nginx itself, or of the connection. */
const itsOwn = ['content-length', 'content-encoding', 'content-type', 'connection', 'keep-alive', 'date', 'etag', 'vary']

const freePort = (): Promise<number> =>
  new Promise((told, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => told(port))
    })
  })

/** One worker of nginx on a folder, as it is set up for files that were compressed beforehand: the same bytes under the same names and headers. */
export async function nginx(dir: string, pages: readonly Sent[]): Promise<Readonly<{ port: number; stop: () => Promise<void> }>> {
  const port = await freePort()
  mkdirSync(join(dir, 'files'), { recursive: true })
  const locations = pages.map(({ path, headers, raw, gzip }, n) => {
    writeFileSync(join(dir, 'files', `${n}.html`), raw)
    writeFileSync(join(dir, 'files', `${n}.html.gz`), gzip)
    const told = Object.entries(headers).filter(([name]) => !itsOwn.includes(name))
    return `location = ${path} { ${told.map(([name, value]) => `add_header ${name} "${value}";`).join(' ')} try_files /${n}.html =404; }`
  })
  writeFileSync(
    join(dir, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${dir}/pid; error_log ${dir}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 256; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100 inactive=1h; server_tokens off;
  client_body_temp_path ${dir}/t1; proxy_temp_path ${dir}/t2; fastcgi_temp_path ${dir}/t3; uwsgi_temp_path ${dir}/t4; scgi_temp_path ${dir}/t5;
  types { text/html html; } charset utf-8; gzip_static on; gzip_vary on;
  server { listen 127.0.0.1:${port}; root ${dir}/files; ${locations.join('\n')} }
}`,
  )
  const child: ChildProcess = spawn('nginx', ['-p', dir, '-c', join(dir, 'nginx.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((over) => child.once('exit', () => over()))
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}${pages[0]?.path}`).catch(() => undefined)
    if (answer?.ok) break
    if (tries > 50 || child.exitCode !== null) throw new Error('nginx does not answer')
    await sleep(50)
  }
  return {
    port,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
