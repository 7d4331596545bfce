import type { Command } from '#server/command'
import { failpoints, isTestBuild } from '#server/failpoint'

/** `mingjing failpoints`: where a test may break the platform off. */
export const failpointsCommand: Command = {
  name: 'failpoints',
  zh: '列出故障点（供测试）',
  options: {},
  async run(args) {
    const points = Object.entries(failpoints).map(([name, zh]) => ({ name, zh }))
    args.say(
      [
        ...points.map(({ name, zh }) => `${name.padEnd(20)}${zh}`),
        '',
        '用法：MINGJING_FAILPOINT=名称:kill|error|delay[@第几次]，多个以逗号分隔；正式构建不含故障点。',
      ].join('\n'),
      { testBuild: isTestBuild, failpoints: points },
    )
    return 0
  },
}
