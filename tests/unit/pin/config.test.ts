import { composeConfig } from '../../../lib/config/schema';
import { compileValidator } from '../../../lib/config/validator';
import { configPieces } from '../../../lib/pin/config';
import type { Manager } from '../../../lib/pin';

// Only what the config is made of is asked for.
const manager = { name: 'npm', scheme: 'semver', toolPattern: '^(?:@[a-z]+/)?[a-z][a-z-]*$' } as Manager;
const { schema, defaults } = composeConfig(configPieces([manager]));
const accepts = compileValidator(schema);

it('starts with no tool and no pin for every manager', () => {
  expect(defaults).toMatchObject({ tools: { npm: [] }, pins: { npm: {} } });
});

it.each([
  { tools: { npm: ['prettier', '@scope/tool'] } },
  { pins: { npm: { prettier: '3.6.2', eslint: '~10.15 || >=11 <12' } } },
])('takes %j', (config) => {
  expect(accepts(config)).toBe(true);
});

it.each([
  { tools: { apt: [] } },
  { tools: { npm: ['-g'] } },
  { tools: { npm: ['a', 'a'] } },
  { pins: { apt: {} } },
  { pins: { npm: { '--global': '1.0.0' } } },
  // 1.10 and 1.1 would be one number.
  { pins: { npm: { prettier: 1.1 } } },
  { pins: { npm: { prettier: '' } } },
  { pins: { npm: { prettier: '-1' } } },
  { pins: { npm: { prettier: ' 1.0.0' } } },
  { pins: { npm: { prettier: '1.0.0 ' } } },
  { pins: { npm: { prettier: '1.0.0\n2' } } },
])('refuses %j', (config) => {
  expect(accepts(config)).toBe(false);
});
