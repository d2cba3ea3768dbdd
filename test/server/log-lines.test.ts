import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { beforeAll, describe, expect, it } from 'vitest';

import { buildFacade } from '../kit/built-facade.ts';
import { PROJECT_ROOT } from '../kit/project-root.ts';

beforeAll(() => buildFacade(), 120_000);

/** Logs in a process of its own, whose stderr is a pipe that nobody reads until it has said so on stdout. */
const logged = async (program: string, ready: (text: string) => boolean): Promise<string> => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `import { createLogger } from './dist/server/logger.js';\nconst log = createLogger('info');\n${program}`], { cwd: PROJECT_ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
  await once(child.stdout, 'data');
  let text = '';
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (ready(text)) resolve();
    });
  });
  child.stdin.end();
  await once(child, 'close');
  return text;
};

/** Longer than the time lines wait for others. */
const AFTER_GATHERING = 'setTimeout(() => { process.stdout.write("gathered\\n"); process.stdin.resume(); }, 50);';
const messages = (text: string): string[] => text.split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { msg: string }).msg);

describe('lines of the log', () => {
  it('all come where whoever reads them was slow, though no line follows', async () => {
    const text = await logged(`const long = 'x'.repeat(4000);\nfor (let i = 0; i < 200; i += 1) log.info(long + i);\nlog.info('last');\n${AFTER_GATHERING}`, (seen) => seen.includes('"last"}\n'));
    expect(messages(text)).toEqual([...Array.from({ length: 200 }, (_, i) => `${'x'.repeat(4000)}${i}`), 'last']);
  }, 20_000);

  it('all come where the process ends at once', async () => {
    const text = await logged("process.stdout.write('on');\nfor (let i = 0; i < 100; i += 1) log.info('line ' + i);\nlog.info('ă'.repeat(5000));\nlog.info('last');\nprocess.exit(0);", (seen) => seen.split('\n').length > 102);
    // What a thread was writing when the process ended may come after the rest.
    expect(messages(text).sort()).toEqual([...Array.from({ length: 100 }, (_, i) => `line ${i}`), 'ă'.repeat(5000), 'last'].sort());
  }, 20_000);
});
