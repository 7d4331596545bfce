// A reporter of node:test: a line for each test, its title with those around it, and whether it passed.
export default async function* told(events) {
  const titles = []
  for await (const { type, data } of events) {
    if (type === 'test:start') titles.splice(data.nesting, Infinity, data.name)
    if ((type === 'test:pass' || type === 'test:fail') && data.details.type !== 'suite')
      yield `${JSON.stringify([[...titles.slice(0, data.nesting), data.name].join(' '), type === 'test:pass'])}\n`
  }
}
