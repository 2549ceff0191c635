// Binds tasks/ to just-task; nothing else ever goes here.
(require('./bin/just-door') as { bind: () => void }).bind();
