import pg from 'pg'
import type { Admin } from '#db/address'

/** What a base backup hands over 基础备份: the bytes of a tar archive of the cluster, then the manifest with a digest of every file. */
export type Receiver = Readonly<{
  archive: (bytes: Buffer) => void
  manifest: (bytes: Buffer) => void
  progress: (done: number, total: number) => void
}>

const SLOT = 'mingjing_backup'

/** Names of archives other than the cluster itself would be tablespaces, of which we make none. */
const [NEW_ARCHIVE, MANIFEST, DATA, PROGRESS] = ['n', 'm', 'd', 'p'].map((letter) => letter.charCodeAt(0))

/**
 * Copies a running cluster by the replication protocol, with the log that it needs to start 在线备份; what is written meanwhile goes on. The server
 * checks every page as it reads it. @throws when a page is broken, or the receiver does
 */
export async function baseBackup({ address, user, password }: Admin, { archive, manifest, progress }: Receiver): Promise<void> {
  const client = new pg.Client({
    ...address,
    user,
    ...(password === undefined ? {} : { password }),
    application_name: 'mingjing backup',
    ...{ replication: 'true' },
  })
  client.on('error', () => {})
  await client.connect()
  try {
    // as long as this connection lives, the server keeps what the copy will need
    await client.query(`CREATE_REPLICATION_SLOT ${SLOT} TEMPORARY PHYSICAL (RESERVE_WAL)`)
    let failed: unknown
    let [archives, isManifest, total] = [0, false, 0]
    const take = (chunk: Buffer) => {
      const [kind, bytes] = [chunk[0], chunk.subarray(1)]
      if (kind === NEW_ARCHIVE && ++archives > 1) throw new Error('数据库使用了表空间（tablespace），不能备份为一个文件。')
      if (kind === MANIFEST) isManifest = true
      if (kind === DATA) (isManifest ? manifest : archive)(bytes)
      if (kind === PROGRESS) progress(Number(bytes.readBigInt64BE()), total)
    }
    await new Promise<void>((done, fail) => {
      const text = `BASE_BACKUP (LABEL 'mingjing', PROGRESS, CHECKPOINT 'fast', WAL, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`
      const query = new pg.Query<Record<string, unknown>>({ text }, [])
      query.on('row', ({ size }) => {
        if (size) total = Number(size) * 1024
      })
      query.on('error', (error) => fail(failed ?? error))
      query.on('end', () => done())
      Object.assign(query, {
        handleCopyData({ chunk }: { chunk: Buffer }, { stream }: { stream: { destroy: (error: Error) => void } }) {
          if (failed) return
          try {
            take(chunk)
          } catch (error) {
            failed = error
            stream.destroy(new Error('the copy was broken off'))
          }
        },
      })
      client.query(query)
    })
    if (failed) throw failed
  } finally {
    await client.end().catch(() => {})
  }
}
