/// Linux' own keeps a heap for each thread and gives little of it back: a bundle of 10,000 pages held twice the memory and took a
/// fifth longer. It stands here so that every program and every test with the use cases in it has the same.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;
