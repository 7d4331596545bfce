import type { Command } from '#server/command'
import { Misuse, readConfig } from '#server/config'
import { restore as make } from '#server/restore'

/** `mingjing restore`: a data folder from a backup, whole or not at all. */
export const restore: Command = {
  name: 'restore',
  zh: '恢复：由备份重建数据目录，只写入空目录',
  options: {},
  operands: '备份文件',
  async run({ positionals, settings, say }) {
    const [path, ...rest] = positionals
    if (path === undefined || rest.length > 0) throw new Misuse('请给出一个备份文件：mingjing restore 备份文件 --data 空目录')
    const { dir } = readConfig(settings)
    const { at, checkpoints } = make(path, dir)
    say(
      [
        `已恢复到 ${dir}：${at} 的备份。`,
        '接下来：',
        `  1. mingjing doctor --data ${dir}                  自检`,
        `  2. mingjing ledger verify --full --data ${dir}    核验`,
        `  3. 备份以后如果还办过事，存证日志不能在原段接着签：执行 mingjing ledger rotate --data ${dir} 另起一段；`,
        `     备份以后没有办过事、并且另存了最新检查点的，执行 mingjing ledger resume 检查点文件 --data ${dir}。在此以前可以办案，只是不续签。`,
      ].join('\n'),
      { dir, at, checkpoints },
    )
    return 0
  },
}
